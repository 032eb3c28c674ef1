namespace Candor.Cli;

static class LogOutput
{
    /// <summary>Warnings and worse, one line each, never on stdout: that is for results. A command that hosts the server for itself
    /// says in its own words what went wrong.</summary>
    public static void ToStandardError(this ILoggingBuilder logging, ServerSettings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.Log ?? (settings.IsPublic ? LogLevel.Warning : LogLevel.None));
        // It warns that its keys are not encrypted; they lie in the data folder, whose owner may read everything else there too.
        // When they lie in a shared database that is away, it adds a stack trace to what Sites has said in a sentence.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", settings.Database is null ? LogLevel.Error : LogLevel.None);
        // A start that fails is told by the command, in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting", settings.Log <= LogLevel.Information ? LogLevel.Warning : LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
