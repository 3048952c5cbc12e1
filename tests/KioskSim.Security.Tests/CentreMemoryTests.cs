using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Values;
using KioskSim.Sweep;
using KioskSim.Testing;
using KioskSim.Testing.Processes;

namespace KioskSim.Security.Tests;

/// <summary>
/// The centre passes certificates through and cannot read them: its process, searched page by page while a certificate is under way and
/// after it, never holds the plaintext (002-14).
/// </summary>
public sealed class CentreMemoryTests(TestProcesses cluster) : IClassFixture<TestProcesses>
{
    [Fact]
    public async Task The_centres_process_never_holds_a_name_or_a_page_of_a_certificate_002_07_002_14()
    {
        var person = Trait.Of("large-household", cluster.World.Summary.AsOf).Find(cluster.World, ProcessCluster.City, TestWorld.Seed).First();
        var household = cluster.World.Register(ProcessCluster.City).Find(person.Household)!;
        var centre = cluster.Processes["centre"].Id;
        var city = cluster.Processes["city"].Id;
        List<byte[]> plaintext = ["%PDF-1.7"u8.ToArray(), "/PieceInfo"u8.ToArray()];
        foreach (var text in household.Members.Select(m => m.Name.Text).Append(household.Address))
            plaintext.AddRange([Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)]);

        using var citizen = cluster.CitizenAt();
        var pin = await cluster.Wallet.RememberPinAsync(ProcessCluster.City, person.Id.ToString(), default);
        var errand = new Errand(
            ProcessCluster.City, ProcessCluster.City, person.Id.ToString(), CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold, 1, pin.Reveal());
        var screen = await citizen.ToConfirmScreenAsync(errand);
        Assert.Equal(ScreenKind.Confirm, screen.Kind);
        await AssertHoldsNoneAsync(centre, plaintext, "after prepare");

        screen = await citizen.ToPayScreenAsync();
        await AssertHoldsNoneAsync(centre, plaintext, "after the certificate passed through");

        // The search finds what is there: the issuance server has just made the certificate, and the centre knows which city it was.
        Assert.NotEmpty(await ProcessMemory.FindAsync(city, plaintext));
        Assert.NotEmpty(await ProcessMemory.FindAsync(centre, [Encoding.Unicode.GetBytes(ProcessCluster.City.ToString())]));

        await citizen.InsertMoneyAsync(Coins.Of(screen.YenDue), default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.TakePaper);
        Assert.Single(await citizen.TakePaperAsync(default));
        await AssertHoldsNoneAsync(centre, plaintext, "at the end");
    }

    static async Task AssertHoldsNoneAsync(int process, IReadOnlyList<byte[]> plaintext, string when) =>
        Assert.True(await ProcessMemory.FindAsync(process, plaintext) is [], $"The centre holds plaintext {when}.");
}
