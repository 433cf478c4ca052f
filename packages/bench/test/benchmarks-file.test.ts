import { describe, expect, it } from 'vitest';
import { withSection } from '../src/report/benchmarks-file.js';

const order = ['Size', 'Hot path', 'Herd'];
const section = (title: string, text: string, plots: { file: string; svg: string }[] = []) => ({
  title,
  findings: { text, plots, broken: [] },
  measuredOn: 'today, here.',
});

describe('BENCHMARKS.md', () => {
  it('gets the sections in their order, whichever is run first', () => {
    const herd = withSection('', section('Herd', 'a crowd'), order);
    const both = withSection(herd, section('Size', 'bytes'), order);
    expect(both.match(/^## .*$/gm)).toEqual(['## Size', '## Herd']);
  });

  it('keeps the other sections as they are when one is run again', () => {
    const first = withSection('', section('Size', '14 bytes'), order);
    const both = withSection(first, section('Herd', 'a crowd'), order);
    const again = withSection(both, section('Size', '12 bytes'), order);
    expect(again).toBe(both.replace('14 bytes', '12 bytes'));
  });

  it('says when and on what, and shows the pictures', () => {
    const text = withSection('', section('Size', 'bytes', [{ file: 'size.svg', svg: '<svg/>' }]), order);
    expect(text).toContain('## Size\n\ntoday, here.\n\nbytes\n\n![Size](packages/bench/plots/size.svg)\n');
  });
});
