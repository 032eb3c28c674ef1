using System.Diagnostics;
using System.Runtime.InteropServices;

// A ClickHouse server for tests: clickhouse-host LIBCHDB.so CONFIG.xml DATA_FOLDER
// chDB's library holds all of `clickhouse local`, and that program can listen. Its ports are open as long as its statements run, so it
// is given a sleep for each second and a bit of an hour at most; one that fails, as when memory is short, must not be the last. It ends with whoever started it: when standard input closes, it is over.
// Unlike a server, `clickhouse local` without a terminal ends itself, by SIGABRT, when an exception leaves any of its threads. So it does when another node is killed whose idle
// connection its native port reads from: "Terminate called for uncaught exception … DB::NetException: Connection reset by peer", where a server logs that and goes on.
// Nothing in its configuration changes that. Whoever started it starts it again, as systemd would.
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: clickhouse-host LIBCHDB.so CONFIG.xml DATA_FOLDER");
    return 2;
}

new Thread(() =>
{
    while (Console.In.Read() >= 0)
    {
    }

    // Nothing of this machine's tests is worth a tidy end. And an abort would look as if ClickHouse had ended by itself.
    Process.GetCurrentProcess().Kill();
}) { IsBackground = true }.Start();

return Library.Run(args[0], "clickhouse", "--config-file", args[1], "--path", args[2], "--log-level", "fatal", "--ignore-error", "--query", Statements());

static string Statements()
{
    const int Hour = 1200; // One sleep may last 3 s at most.
    return "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; " + string.Concat(Enumerable.Repeat("SELECT sleep(3) FORMAT Null; ", Hour));
}

static unsafe class Library
{
    public static int Run(string library, params string[] arguments)
    {
        var handle = NativeLibrary.Load(library);
        var texts = new nint[arguments.Length + 1];
        for (var i = 0; i < arguments.Length; i++)
            texts[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        var run = (delegate* unmanaged[Cdecl]<int, nint*, nint>)NativeLibrary.GetExport(handle, "chdb_query_cmdline");
        var error = (delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(handle, "chdb_result_error");
        fixed (nint* first = texts)
        {
            var result = run(arguments.Length, first);
            if (result == 0 || Marshal.PtrToStringUTF8(error(result)) is not { Length: > 0 } reason)
                return 0;
            Console.Error.WriteLine(reason);
            return 1;
        }
    }
}
