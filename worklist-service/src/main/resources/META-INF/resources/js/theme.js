// Sets the reader's choice of light or dark before anything is painted. A classic script: it must not wait.
(function () {
  try {
    const theme = localStorage.getItem('vigil.theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // No storage: follow the system.
  }
})();
