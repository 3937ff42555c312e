/** What those who show a card for a link expect of its picture, in pixels. */
export const cardSize = {width: 1200, height: 630};

/** Between the figure and the border, in the px of the drawing. */
const margin = 14;

/**
 * A figure's SVG on white in the shape of such a picture, at half its size: what `rasterise` makes of it has the size. Throws an
 * Error where the SVG does not say how large it is.
 */
export function cardSvg(figure: string): string {
  const [width, height] = [cardSize.width / 2, cardSize.height / 2];
  const opening = /^<svg\b[^>]*>/.exec(figure)?.[0];
  if (!opening || !/ viewBox="/.test(opening)) throw new Error("a figure has no viewBox, by which it would be scaled");
  const placed = opening
    .replace(/ (width|height)="[^"]*"/g, "")
    .replace("<svg", `<svg x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height - 2 * margin}"`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${placed}${figure.slice(opening.length)}</svg>`
  );
}
