import convnetjs, { type Layer, type Net, type Trainer } from 'convnetjs';
import { type LayerStart, startOf, stepped } from '../contender.ts';
import { serve } from './serve.ts';

/** ConvNetJS, one network after another, each point by point, in float64: so it computes. */
serve(self, async () =>
  stepped(async (plan) => {
    const { inputs, targets, networks } = startOf(plan);
    const [points = 0, width = 0] = inputs.shape;
    const batch = Array.from({ length: points }, (_, point) => ({
      x: new convnetjs.Vol(Array.from(inputs.data.subarray(point * width, (point + 1) * width))),
      y: [targets.data[point] as number],
    }));
    const trainers = networks.map((layers, k) => {
      const net = netOf(layers);
      // It descends half the squared error.
      const learning_rate = 2 * (plan.networks[k]?.rate as number);
      return new convnetjs.Trainer(net, { method: 'sgd', learning_rate, momentum: 0, batch_size: points });
    });
    return {
      networksPerStep: 1,
      step(k) {
        const trainer = trainers[k % trainers.length] as Trainer;
        for (const { x, y } of batch) trainer.train(x, y);
      },
      losses: async () =>
        trainers.map(({ net }) => {
          const squares = batch.map(({ x, y }) => ((net.forward(x).w[0] as number) - (y[0] as number)) ** 2);
          return squares.reduce((sum, square) => sum + square, 0) / points;
        }),
      settle: async () => {},
      dispose() {},
    };
  }),
);

function netOf(layers: readonly LayerStart[]): Net {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: layers[0]?.inputs as number },
    ...layers.slice(0, -1).map(({ outputs }) => ({ type: 'fc', num_neurons: outputs, activation: 'relu' })),
    { type: 'regression', num_neurons: layers.at(-1)?.outputs as number },
  ]);
  const dense = net.layers.filter(({ layer_type }) => layer_type === 'fc');
  for (const [k, { inputs, outputs, weight }] of layers.entries()) {
    const { filters = [], biases } = dense[k] as Layer;
    for (const [j, filter] of filters.entries()) {
      for (let i = 0; i < inputs; i++) filter.w[i] = weight[i * outputs + j] as number;
    }
    biases?.w.fill(0);
  }
  return net;
}
