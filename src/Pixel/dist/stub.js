var n=self;n.candor?.call||(n.candor=function(){(n.candor.q||=[]).push(arguments)});
