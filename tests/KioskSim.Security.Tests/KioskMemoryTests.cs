using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Sweep;
using KioskSim.Testing;
using KioskSim.Testing.Processes;
using CardPinKind = KioskSim.Domain.Cards.CardPinKind;

namespace KioskSim.Security.Tests;

/// <summary>
/// A new PIN goes from the glass to the chip: the kiosk's process, searched page by page, holds it while it is typed and no more
/// afterwards; centre and JPKI never do (000-34, 000-39, 000-49). Sixteen characters, so that none is there by chance.
/// </summary>
public sealed class KioskMemoryTests(TestProcesses cluster) : IClassFixture<TestProcesses>
{
    const string Marker = "K7QX2ZW9V4MB8TJ3";

    [Fact]
    public async Task A_new_PIN_is_in_the_vault_while_it_is_typed_and_nowhere_afterwards_000_34_000_39_000_49()
    {
        var person = Trait.Of("usable", cluster.World.Summary.AsOf).Find(cluster.World, ProcessCluster.City, TestWorld.Seed).First().Id.ToString();
        var pin = (await cluster.Wallet.RememberPinAsync(ProcessCluster.City, person, default)).Reveal();
        var card = await cluster.Wallet.TakeOutWholeAsync(ProcessCluster.City, person, default);
        await cluster.OpenPhone().ReserveAsync(card, CardPinKind.Signing, Encoding.ASCII.GetBytes(pin), default);

        using var citizen = cluster.CitizenAt();
        var screen = await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        await AssertHeldByAsync([], "before");
        screen = await citizen.ChoosePinResetAsync(default);
        await citizen.InsertCardAsync(ProcessCluster.City, person, default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.EnterNewPin);
        screen = await citizen.EnterPinAsync(screen, Marker, default);
        Assert.Equal(ScreenKind.RepeatNewPin, screen.Kind);
        await AssertHeldByAsync(["kiosk"], "while it is typed"); // the search finds what is there
        screen = await citizen.EnterPinAsync(screen, Marker, default);
        Assert.Equal(ScreenKind.PinIsSet, screen.Kind);
        await AssertHeldByAsync([], "when the card has it");
        await citizen.TakeCardAsync(default);
    }

    // In ASCII, as the chip wants it, and in the two bytes a character that a string would have.
    async Task AssertHeldByAsync(IReadOnlyList<string> holders, string when)
    {
        IReadOnlyList<byte[]> marks = [Encoding.ASCII.GetBytes(Marker), Encoding.Unicode.GetBytes(Marker)];
        var found = new List<string>();
        foreach (var (name, process) in cluster.Processes)
        {
            if ((await ProcessMemory.FindAsync(process.Id, marks)).Count > 0)
                found.Add(name);
        }

        Assert.True(holders.SequenceEqual(found), $"{when}: {string.Join(", ", found)}");
    }
}
