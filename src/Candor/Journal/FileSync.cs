using System.Runtime.InteropServices;

namespace Candor.Journal;

/// <summary>
/// fsync of a file and of a directory. The framework does not reach the second, and for the first it loses the error:
/// <c>RandomAccess.FlushToDisk</c> and <c>FileStream.Flush(true)</c> return as if nothing were wrong when fsync fails (10.0.12 on
/// Linux; <c>strace -e inject=fsync:error=EIO</c> shows it). The C library is found through the program itself, so that one
/// loaded before it to inject faults sees these calls too.
/// </summary>
static unsafe class FileSync
{
    const int Interrupted = 4;

    public static void File(SafeHandle file)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            Sync((int)file.DangerousGetHandle());
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    public static void Directory(string path)
    {
        var descriptor = OpenForReading(path);
        try
        {
            Sync(descriptor);
        }
        finally
        {
            _ = Library.Close(descriptor);
        }
    }

    static void Sync(int descriptor)
    {
        while (Library.Sync(descriptor) != 0)
        {
            if (Marshal.GetLastSystemError() is not Interrupted and var code)
            {
                throw Error("fsync", code);
            }
        }
    }

    static int OpenForReading(string path)
    {
        var text = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        var descriptor = Library.Open(text, 0);
        var code = Marshal.GetLastSystemError();
        Marshal.FreeCoTaskMem((nint)text);
        return descriptor >= 0 ? descriptor : throw Error($"open {path}", code);
    }

    static IOException Error(string call, int code) => new($"{call}: {Marshal.GetPInvokeErrorMessage(code)}", code);

    /// <summary>Apart, so that nothing is looked up where there is no such library.</summary>
    static class Library
    {
        public static readonly delegate* unmanaged<byte*, int, int> Open = (delegate* unmanaged<byte*, int, int>)Export("open");
        public static readonly delegate* unmanaged<int, int> Sync = (delegate* unmanaged<int, int>)Export("fsync");
        public static readonly delegate* unmanaged<int, int> Close = (delegate* unmanaged<int, int>)Export("close");

        static nint Export(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);
    }
}
