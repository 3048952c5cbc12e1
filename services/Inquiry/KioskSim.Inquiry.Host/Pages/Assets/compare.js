// Puts the visitor's own scan of the front beside the one that the city made. It is read from disk into this page and sent nowhere.

const zoomStep = 1.25;
const zoomRange = [0.5, 4];

for (const compare of document.querySelectorAll('.compare')) {
  const panes = compare.querySelector('.panes');
  const own = compare.querySelector('.own');
  const views = [...compare.querySelectorAll('.view')];
  const button = name => compare.querySelector(`[data-do="${name}"]`);
  let zoom = 1;

  const magnify = factor => {
    zoom = Math.min(zoomRange[1], Math.max(zoomRange[0], zoom * factor));
    compare.style.setProperty('--zoom', zoom);
  };

  compare.querySelector('.tools').hidden = false;
  button('larger').onclick = () => magnify(zoomStep);
  button('smaller').onclick = () => magnify(1 / zoomStep);

  compare.querySelector('input').onchange = ({ target }) => {
    const [file] = target.files;
    const picture = own.querySelector('img');
    URL.revokeObjectURL(picture.src);
    if (file)
      picture.src = URL.createObjectURL(file);
    own.hidden = !file;
    panes.classList.toggle('two', Boolean(file));
    button('overlay').disabled = !file;
    if (!file)
      lay(false);
  };

  // By hand and not by a timer: what flashes by itself can make people ill.
  const lay = over => {
    panes.classList.toggle('overlay', over);
    panes.classList.remove('swapped');
    button('overlay').setAttribute('aria-pressed', over);
    button('swap').disabled = !over;
  };
  button('overlay').onclick = () => lay(!panes.classList.contains('overlay'));
  button('swap').onclick = () => panes.classList.toggle('swapped');

  // Shares of the way, not dots: the two pictures are seldom of one size.
  const share = (at, all, seen) => all > seen ? at / (all - seen) : 0;
  let leading = null;
  for (const view of views) {
    for (const start of ['pointerenter', 'focus', 'wheel', 'touchstart'])
      view.addEventListener(start, () => { leading = view; }, { passive: true });
    view.addEventListener('scroll', () => {
      if (leading && leading !== view)
        return;
      for (const other of views.filter(v => v !== view)) {
        other.scrollLeft = share(view.scrollLeft, view.scrollWidth, view.clientWidth) * (other.scrollWidth - other.clientWidth);
        other.scrollTop = share(view.scrollTop, view.scrollHeight, view.clientHeight) * (other.scrollHeight - other.clientHeight);
      }
    }, { passive: true });
  }
}
