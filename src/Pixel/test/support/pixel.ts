declare const PIXEL_FOLDER: string;

/** This package's folder; the tests run bundled, from elsewhere. */
export const PIXEL = PIXEL_FOLDER;
