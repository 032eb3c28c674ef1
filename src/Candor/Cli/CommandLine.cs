using System.CommandLine;
using System.CommandLine.Invocation;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Candor.Cli;

/// <summary>From the arguments to an exit code: results go to stdout, everything else to stderr.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        CoreFiles.Refuse();
        var parse = CandorCommand.Create().Parse(args);
        if (parse.Errors.Count > 0)
            return await WrongUseAsync(parse);

        using var stop = new CancellationTokenSource();
        using var interrupt = CancelOn(PosixSignal.SIGINT, stop);
        using var terminate = CancelOn(PosixSignal.SIGTERM, stop);
        try
        {
            return await parse.InvokeAsync(Invocation(Console.Out), stop.Token);
        }
        catch (Exception e)
        {
            return Report(e, parse.GetValue(GlobalOptions.Verbose), stop.IsCancellationRequested);
        }
    }

    /// <summary>System.CommandLine answers 1, which is kept for "not so", and prints its help to stdout.</summary>
    static async Task<int> WrongUseAsync(ParseResult parse)
    {
        if (parse.Action is ParseErrorAction action)
            action.ShowHelp = parse.CommandResult.Command.Subcommands.Count > 0 && parse.UnmatchedTokens.Count == 0;
        await parse.InvokeAsync(Invocation(Console.Error));
        return ExitCode.WrongUse;
    }

    /// <summary>Signals are ours: a server has to finish what it took.</summary>
    static InvocationConfiguration Invocation(TextWriter output) => new()
    {
        Output = output,
        Error = Console.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        // The second signal is not held up: somebody means it.
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    });

    static int Report(Exception e, bool verbose, bool stopped)
    {
        var (message, exitCode) = e switch
        {
            CommandException known => (known.Message, known.ExitCode),
            OperationCanceledException when stopped => ("Stopped before it was done.", ExitCode.CouldNotRun),
            _ when CommandFailures.IsKnown(e) || e is HttpRequestException or SocketException => (e.Message, ExitCode.CouldNotRun),
            _ => ($"Unexpected {e.GetType().Name}: {FirstLine(e.Message)}{(verbose ? "" : " (--verbose shows where)")}", ExitCode.CouldNotRun),
        };
        Console.Error.WriteLine($"candor: {message}");
        if (verbose)
            Console.Error.WriteLine(e);
        return exitCode;
    }

    static string FirstLine(string text) => text.AsSpan(0, (text + '\n').IndexOf('\n', StringComparison.Ordinal)).ToString();
}
