/** Text as it may stand in HTML and SVG, between tags and in attributes. */
export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
