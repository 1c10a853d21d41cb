import type { Reporter, TestModule } from 'vitest/node';
import { claimFiles } from '../../src/evidence/claim-files.ts';
import { CLAIMS_PROJECT } from '../../src/evidence/claims-project.ts';
import { readModule } from '../../src/evidence/reporter.ts';
import { openVerdictCache, type VerdictCache } from '../../src/evidence/verdict-cache.ts';

/**
 * Keeps what the tests find of each claim where builds look for it, so that the sites which are built
 * after them, in the same run, do not train the experiments again. The tests themselves take nothing from there.
 */
export class VerdictKeeper implements Reporter {
  readonly #root: string;
  readonly #claims: ReturnType<typeof claimFiles>;
  readonly #cache: VerdictCache;

  constructor(root: string) {
    this.#root = root;
    this.#claims = claimFiles(root);
    this.#cache = openVerdictCache(root, this.#claims);
  }

  onTestModuleEnd(module: TestModule): void {
    if (module.project.name !== CLAIMS_PROJECT) return;
    const ran = readModule(this.#root, module);
    this.#cache.keep(
      this.#claims.filter(({ file }) => file === ran.file),
      [ran],
    );
  }
}
