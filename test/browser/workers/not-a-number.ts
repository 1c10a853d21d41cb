import { serveLies } from './lying.ts';

serveLies(self, (truth) => new Float32Array(truth.length).fill(Number.NaN));
