using KioskSim.Checkers.Sheets;
using KioskSim.Domain.Values;
using KioskSim.Load.Checks;
using KioskSim.Registers;
using KioskSim.Testing;

namespace KioskSim.Load.Tests.Checks;

/// <summary>On paper from the printer the own name is found, however hard it is to print, and nobody else's.</summary>
public sealed class NameCheckTests(NameCheckTests.Cluster cluster) : IClassFixture<NameCheckTests.Cluster>
{
    [Theory]
    [InlineData("seal", CertificateKind.ResidentRecord)]
    [InlineData("seal", CertificateKind.SealRegistration)]
    [InlineData("difficult-name", CertificateKind.ResidentRecord)]
    [InlineData("foreign", CertificateKind.ResidentRecord)]
    public async Task A_sheet_is_whose_name_stands_on_it(string trait, CertificateKind kind)
    {
        for (var which = 0; which < 3; which++)
        {
            var (who, pdf) = await IssueAsync(trait, kind, which);
            var (other, another) = await IssueAsync(trait, kind, which + 3);
            Assert.True(IsOf(who, pdf), $"Person {which} of '{trait}' is not found on the own sheet.");
            Assert.False(IsOf(other, pdf));
            Assert.False(IsOf(who, another));
        }
    }

    [Fact]
    public async Task What_is_no_sheet_of_ours_is_nobodys()
    {
        var (who, pdf) = await IssueAsync("seal", CertificateKind.ResidentRecord, 0);
        foreach (var broken in (byte[][])[[], "%PDF-1.7"u8.ToArray(), pdf[..(pdf.Length / 2)], [.. pdf[..^200], .. new byte[200]]])
            Assert.False(IsOf(who, broken));
    }

    static bool IsOf(Person who, byte[] pdf) => NameCheck.IsOf(who, SheetFile.Read(pdf));

    async Task<(Person Who, byte[] Pdf)> IssueAsync(string trait, CertificateKind kind, int which)
    {
        var errand = await cluster.Services.ErrandAsync(trait, kind: kind, which: which);
        var end = await cluster.Services.RunAsync(errand);
        Assert.Null(end.Error);
        return (cluster.Services.Services.World.Register(errand.City).Find(new ResidentId(long.Parse(errand.Resident)))!, Assert.Single(end.Copies).Pdf.ToByteArray());
    }

    public sealed class Cluster : IAsyncLifetime
    {
        public KioskSimCluster Services { get; } = new();

        public ValueTask InitializeAsync() => Services.InitializeAsync();

        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }
}
