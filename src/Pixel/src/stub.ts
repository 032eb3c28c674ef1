import './globals.ts';

// Inline in the page while candor.js loads: keeps the calls in order. Plain old syntax, because an inline script that does not
// parse is an error in the page. An element with id="candor" is a global of that name as well, so ask for a function.
(self.candor && self.candor.call) ||
  (self.candor = function () {
    (self.candor!.q = (self.candor!.q as unknown[]) || []).push(arguments);
  });
