import type { TrainingPlan } from '../../../../src/claim/training.ts';
import type { Contender, Limits, Pace } from '../contender.ts';

/** What a contender's worker is asked, and how it answers. */
export type Request =
  | { readonly id: number; readonly type: 'losses'; readonly plan: TrainingPlan }
  | { readonly id: number; readonly type: 'pace'; readonly plan: TrainingPlan; readonly limits: Limits };
export type Reply = { readonly id: number } & (
  | { readonly value: readonly number[] | Pace }
  | { readonly problem: string }
);

/** The part of a worker's global scope that serving needs. */
interface Scope {
  postMessage(message: Reply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
}

/** Answers in a worker for a contender; `open` is asked at the first request. */
export function serve(scope: Scope, open: () => Promise<Contender>): void {
  let opened: Promise<Contender> | undefined;
  scope.addEventListener('message', async ({ data: request }) => {
    const { id } = request;
    try {
      opened ??= open();
      const contender = await opened;
      const value =
        request.type === 'losses'
          ? await contender.losses(request.plan)
          : await contender.pace(request.plan, request.limits);
      scope.postMessage({ id, value });
    } catch (error) {
      scope.postMessage({ id, problem: error instanceof Error ? error.message : String(error) });
    }
  });
}
