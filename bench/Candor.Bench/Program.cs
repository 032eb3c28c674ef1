using Candor.Bench;

switch (args)
{
    case ["journal", .. var rest]:
        await JournalBench.Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: journal");
        return 2;
}
