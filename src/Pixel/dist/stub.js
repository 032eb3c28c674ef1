self.candor&&self.candor.call||(self.candor=function(){(self.candor.q=self.candor.q||[]).push(arguments)});
