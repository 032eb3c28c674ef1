namespace Candor.Cli;

static class LogOutput
{
    /// <summary>Warnings and worse, one line each, never on stdout: that is for results.</summary>
    public static void ToStandardError(this ILoggingBuilder logging, bool verbose)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        // It warns that its keys are not encrypted; they lie in the data folder, whose owner may read everything else there too.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
