import { serveLies } from './lying.ts';

let calls = 0;

// The two sides come in one call each after the other: what is off differs from entry to entry.
serveLies(self, (truth) => truth.map((value, i) => (i === 0 ? value - 1000 * (calls++ % 2) : value)));
