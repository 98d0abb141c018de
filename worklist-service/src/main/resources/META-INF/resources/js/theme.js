// Sets light or dark before anything is painted: the reader's choice, or the system's. A classic script: it must not wait.
(function () {
  let theme = '';
  try {
    theme = localStorage.getItem('vigil.theme');
  } catch {
    // No storage: follow the system.
  }
  const known = theme === 'light' || theme === 'dark';
  document.documentElement.dataset.theme = known ? theme : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
})();
