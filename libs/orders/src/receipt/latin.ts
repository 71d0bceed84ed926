import anyAscii from 'any-ascii';

// Bytes 0x80–0x9F of the Windows-1252 code page; the rest of it is Latin-1. Unassigned bytes are NUL.
const upper = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

const bytes = new Map<string, string>();
for (let code = 0x20; code <= 0xff; code++) {
  if (code < 0x7f || code > 0x9f) bytes.set(String.fromCharCode(code), String.fromCharCode(code));
}
[...upper].forEach((char, index) => {
  if (char !== '\0') bytes.set(char, String.fromCharCode(0x80 + index));
});

/**
 * Text as the fonts that every PDF reader brings along can show it, one character per byte of
 * their code page (Windows-1252). Western European text stays as it is; any other script is
 * spelled in Latin letters (`Привет` → `Privet`, `東京` → `DongJing`), because a font that covers
 * all of them weighs megabytes. Line breaks and control characters become spaces.
 */
export function toLatin(text: string): string {
  let latin = '';
  for (const char of text.normalize('NFC')) latin += bytes.get(char) ?? spelled(char);
  return latin;
}

function spelled(char: string): string {
  return /[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(char) ? ' ' : anyAscii(char);
}
