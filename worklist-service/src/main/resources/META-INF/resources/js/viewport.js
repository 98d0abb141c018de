// Where on the screen a picture lies: its zoom and its offset. Screen units are CSS pixels.

const MOST = 32;

/** How far to shrink or grow a picture so that all of it is seen. */
export function fit(picture, view) {
  const scale = Math.min(view.width / picture.width, view.height / picture.height);
  return centred(picture, view, scale);
}

function centred(picture, view, scale) {
  return {
    scale,
    x: (view.width - picture.width * scale) / 2,
    y: (view.height - picture.height * scale) / 2,
  };
}

/** Zooms by a factor so that the point of the picture under (x, y) stays there. */
export function zoomAt(place, factor, x, y, least) {
  const scale = Math.min(MOST, Math.max(Math.min(least, 1), place.scale * factor));
  const real = scale / place.scale;
  return { scale, x: x - (x - place.x) * real, y: y - (y - place.y) * real };
}

/** Keeps some of the picture in sight: it cannot be dragged off the screen and lost. */
export function keepInSight(place, picture, view) {
  const margin = 48;
  const width = picture.width * place.scale;
  const height = picture.height * place.scale;
  return {
    scale: place.scale,
    x: Math.min(view.width - margin, Math.max(margin - width, place.x)),
    y: Math.min(view.height - margin, Math.max(margin - height, place.y)),
  };
}

/** The pixel of the picture under a point of the screen. */
export function pixelAt(place, x, y) {
  return { x: Math.floor((x - place.x) / place.scale), y: Math.floor((y - place.y) / place.scale) };
}
