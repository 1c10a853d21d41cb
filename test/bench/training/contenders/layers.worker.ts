import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs';
import { type LayerStart, startOf, stepped } from '../contender.ts';
import { serve } from './serve.ts';

/** tf.layers, one model a network, stepped one after another: it has no layer for many networks at once. */
serve(self, async () => {
  tf.enableProdMode();
  if (!(await tf.setBackend(self.name)))
    throw new Error(`TensorFlow.js could not start its ${self.name} backend.`);
  await tf.ready();

  return stepped(async (plan) => {
    const { inputs, targets, networks } = startOf(plan);
    const x = tf.tensor2d(inputs.data, inputs.shape as [number, number]);
    const y = tf.tensor2d(targets.data, targets.shape as [number, number]);
    const models = networks.map(modelOf);
    const optimizers = plan.networks.map(({ rate }) => tf.train.sgd(rate));
    const lossOf = (model: tf.Sequential) =>
      tf.losses.meanSquaredError(y, model.apply(x, { training: true }) as tf.Tensor) as tf.Scalar;
    const settle = async () => {
      const marker = tf.tidy(() => tf.add(1, 1));
      await marker.data();
      marker.dispose();
    };
    return {
      networksPerStep: 1,
      // What `fit` does in a step, without its bookkeeping and without waiting for the loss.
      step(k) {
        const [model, optimizer] = [models[k % models.length], optimizers[k % models.length]];
        optimizer?.minimize(() => lossOf(model as tf.Sequential));
      },
      async losses() {
        const losses = models.map((model) => tf.tidy(() => lossOf(model)));
        const values = await Promise.all(losses.map((loss) => loss.data()));
        for (const loss of losses) loss.dispose();
        return values.map(([value = Number.NaN]) => value);
      },
      settle,
      dispose() {
        for (const disposable of [...models, ...optimizers, x, y]) disposable.dispose();
      },
    };
  });
});

function modelOf(layers: readonly LayerStart[]): tf.Sequential {
  const model = tf.sequential({
    layers: layers.map(({ inputs, outputs }, k) =>
      tf.layers.dense({
        units: outputs,
        kernelInitializer: 'zeros',
        ...(k === 0 && { inputShape: [inputs] }),
        ...(k < layers.length - 1 && { activation: 'relu' as const }),
      }),
    ),
  });
  tf.tidy(() =>
    model.setWeights(
      layers.flatMap(({ inputs, outputs, weight }) => [
        tf.tensor2d(weight, [inputs, outputs]),
        tf.zeros([outputs]),
      ]),
    ),
  );
  return model;
}
