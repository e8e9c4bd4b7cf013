// `npm run fuzz`: every parser of something from outside, against a million hostile inputs in all.
//   npm run fuzz -- --inputs 10000 --seed 42 --target description
import { parseArgs } from 'node:util';
import { targets } from './targets.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    target: { type: 'string' },
  },
});
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) {
  console.error(
    `There is no target ${values.target ?? ''}. The targets are: ${targets.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const each = Math.ceil(Number(values.inputs) / chosen.length);
for (const chosenTarget of chosen) {
  const { name } = chosenTarget;
  const started = Date.now();
  chosenTarget.run(each, values.seed === undefined ? undefined : Number(values.seed));
  console.log(`${name}: ${each} inputs, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`${each * chosen.length} inputs, and all of it held`);
