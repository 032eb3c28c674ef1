return await Candor.Cli.CommandLine.RunAsync(args);
