// Runs the smoke suite in a runtime with a command line.
import { runSmoke } from './suite.mjs';

const [input] = process.argv.slice(-1);
console.log(JSON.stringify(await runSmoke(JSON.parse(input))));
