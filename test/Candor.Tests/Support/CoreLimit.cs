using System.Runtime.InteropServices;

namespace Candor.Tests.Support;

/// <summary>While it is there, programs that this process starts may write core files, as far as the machine allows it.</summary>
sealed class CoreLimit : IDisposable
{
    const int Core = 4;

    readonly Limit before;

    public CoreLimit()
    {
        Assert.Equal(0, GetLimit(Core, out before));
        var open = before with { Current = before.Most };
        Assert.Equal(0, SetLimit(Core, in open));
    }

    public void Dispose() => _ = SetLimit(Core, in before);

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int SetLimit(int resource, in Limit limit);

    struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
