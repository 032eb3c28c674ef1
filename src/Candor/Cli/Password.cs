using System.Text;

namespace Candor.Cli;

/// <summary>A password never stands on a command line, where every user of the machine could read it.</summary>
static class Password
{
    public static string Read()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? throw new CommandException("No password on stdin.", ExitCode.WrongUse);
        var first = Ask("Password: ");
        return Ask("Once more: ") == first ? first : throw new CommandException("The two passwords differ.", ExitCode.WrongUse);
    }

    static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
