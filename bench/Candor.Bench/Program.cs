using Candor.Bench;

switch (args)
{
    case ["journal", .. var rest]:
        await JournalBench.Run(rest);
        return 0;
    case ["guard", .. var rest]:
        BenchmarkDotNet.Running.BenchmarkRunner.Run<GuardBench>(args: rest);
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: journal, guard");
        return 2;
}
