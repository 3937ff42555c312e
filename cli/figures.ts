/** The static form of each figure: its HTML as it stands in the page until live code replaces it, by the figure's id. */
export const figures: Readonly<Record<string, () => Promise<string>>> = {};
