/** Two pixels for each px of the drawing, as in the files of the gallery. */
const pixels = 2;

/** An SVG that needs no stylesheet, as a PNG; rejects with an Error where the browser cannot draw it. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const picture = new Image();
  const url = URL.createObjectURL(new Blob([svg], {type: "image/svg+xml;charset=utf-8"}));
  try {
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(pixels * width);
    canvas.height = Math.round(pixels * height);
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the drawing is too large for a PNG"))))
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
