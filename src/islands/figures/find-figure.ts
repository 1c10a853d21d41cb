/** Scrolls to the figure that an address's link is for: the island there starts when it is in view. */
function find(): void {
  const [anchor = ''] = location.hash.slice(1).split(':');
  if (!anchor.startsWith('figure-') || anchor.length === location.hash.length - 1) return;
  document.getElementById(anchor)?.scrollIntoView({ block: 'center' });
}

find();
addEventListener('hashchange', find);
