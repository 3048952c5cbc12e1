// Draws page.typ so many times, each time another person, and prints milliseconds a page.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync, writeFileSync } from 'node:fs';

const [rounds, fontPaths] = [Number(process.argv[2]), process.argv.slice(3)];
const compiler = NodeCompiler.create({ workspace: '.', fontArgs: [{ fontPaths }] });
const mainFileContent = readFileSync('page.typ', 'utf8');
const draw = i => {
  const pdf = compiler.pdf({ mainFileContent, inputs: { name: `花子${i}`, number: `R8-${1000000 + i}` } });
  compiler.evictCache(10);
  return pdf;
};
for (let i = 0; i < 20; i++) draw(i);
const begun = process.hrtime.bigint();
let pdf;
for (let i = 0; i < rounds; i++) pdf = draw(100 + i);
console.log(Number(process.hrtime.bigint() - begun) / 1e6 / rounds);
writeFileSync('page.pdf', pdf);
