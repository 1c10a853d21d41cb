/** The part of ConvNetJS 0.3 that the benchmark uses: it has no types of its own. */
declare module 'convnetjs' {
  export class Vol {
    constructor(values: number[]);
    w: Float64Array;
  }
  export interface Layer {
    layer_type: string;
    filters?: Vol[];
    biases?: Vol;
  }
  export class Net {
    layers: Layer[];
    makeLayers(definitions: Record<string, string | number>[]): void;
    forward(x: Vol): Vol;
  }
  export class Trainer {
    constructor(
      net: Net,
      options: { method: 'sgd'; learning_rate: number; momentum: number; batch_size: number },
    );
    net: Net;
    train(x: Vol, y: number[]): void;
  }
  const convnetjs: { Vol: typeof Vol; Net: typeof Net; Trainer: typeof Trainer };
  export default convnetjs;
}
