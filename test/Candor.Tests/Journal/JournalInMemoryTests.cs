using Candor.Journal;

namespace Candor.Tests.Journal;

public sealed class JournalInMemoryTests : JournalContract
{
    private protected override IJournalFiles Files { get; } = new SimulatedDisk();
}
