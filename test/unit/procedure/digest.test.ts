import assert from 'node:assert/strict';
import { canonicalJson, digestOf } from '../../../src/procedure/digest.ts';

describe('canonical JSON', () => {
  const rows: [unknown, string][] = [
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    // From RFC 8785, section 3.2.3: sorted by UTF-16 code units.
    [
      {
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
      },
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    [
      { numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001] },
      '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    ],
    [{ string: '\u20ac$\u000f\nA\'B"\\\\"/' }, '{"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'],
  ];
  for (const [value, json] of rows) {
    it(json.slice(0, 40), () => {
      assert.equal(canonicalJson(value), json);
    });
  }
});

describe('digest', () => {
  it('is SHA-256 of the UTF-8 bytes', () => {
    // echo -n '{"a":"ö"}' | sha256sum
    assert.equal(
      digestOf({ a: 'ö' }),
      'sha256:0c012ddd20b0a67114dcf3b03080ac1c51e5b0b4c96c4bb42033c7e444d2fe2c',
    );
  });
});
