import { serveLies } from './lying.ts';

let outputs = 0;

// Every second output that is read is off in its first entry: of an identity's two sides, one.
serveLies(self, (truth) => {
  outputs += 1;
  return truth.map((value, i) => (i === 0 && outputs % 2 === 0 ? value - 1000 : value));
});
