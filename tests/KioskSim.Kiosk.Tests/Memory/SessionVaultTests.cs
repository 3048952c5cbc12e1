using System.Runtime.CompilerServices;
using KioskSim.Kiosk.Memory;

namespace KioskSim.Kiosk.Tests.Memory;

[Collection(nameof(LockedMemory))]
public sealed unsafe class SessionVaultTests
{
    [Fact]
    public void A_new_vault_is_zero_and_as_large_as_asked_for_000_39()
    {
        using var vault = new SessionVault(5000, mustLock: false);
        Assert.Equal(5000, vault.Capacity);
        Assert.Equal(5000, vault.Bytes.Length);
        Assert.False(vault.Bytes.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void The_kernel_neither_swaps_nor_dumps_its_pages_000_39()
    {
        LockedMemory.SkipIfForbidden();
        using var vault = new SessionVault(100, mustLock: true);
        var flags = LockedMemory.FlagsAt(AddressOf(vault));
        Assert.Contains(" lo", flags, StringComparison.Ordinal);
        Assert.Contains(" dd", flags, StringComparison.Ordinal);
    }

    [Fact]
    public void Erasing_leaves_nothing_but_zeros_002_08()
    {
        using var vault = new SessionVault(300, mustLock: false);
        vault.Bytes.Fill(0xA5);
        vault.Erase();
        Assert.False(vault.Bytes.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void After_dispose_there_is_nothing_to_see_and_the_pages_are_given_back_002_08()
    {
        LockedMemory.SkipIfForbidden();
        var before = LockedMemory.Kilobytes;
        var vault = new SessionVault(100_000, mustLock: true);
        vault.Bytes.Fill(0xA5);
        var address = AddressOf(vault);
        Assert.True(LockedMemory.Kilobytes - before >= 100);

        vault.Dispose();
        vault.Dispose(); // twice does no harm

        Assert.Throws<ObjectDisposedException>(() => vault.Bytes.Length);
        Assert.Throws<ObjectDisposedException>(vault.Erase);
        Assert.DoesNotContain(" lo", LockedMemory.FlagsAt(address), StringComparison.Ordinal);
        Assert.Equal(before, LockedMemory.Kilobytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_vault_for_nothing_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionVault(capacity, mustLock: false));

    static nuint AddressOf(SessionVault vault) => (nuint)Unsafe.AsPointer(ref vault.Bytes[0]);
}
