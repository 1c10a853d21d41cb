import { divGradConfig } from '@tensorflow/tfjs-core/dist/gradients/RealDiv_grad';
import { sqrtGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sqrt_grad';
import { squareGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Square_grad';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad';
import { getGradient, registerGradient } from '@tensorflow/tfjs-core/dist/kernel_registry';
// The gradients of what claims differentiate.
import '../parts/gradients.ts';

for (const gradient of [divGradConfig, sqrtGradConfig, squareGradConfig, sumGradConfig]) {
  if (!getGradient(gradient.kernelName)) registerGradient(gradient);
}
