// A worker that reads its messages and never answers.
self.addEventListener('message', () => {});
