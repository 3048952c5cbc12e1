using System.Collections.Concurrent;
using System.Diagnostics;
using KioskSim.Centre.Journal;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Marks;
using KioskSim.Registers;
using KioskSim.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Load.Tests;

/// <summary>
/// A thousand issuances, sixteen at a time, mixed kinds: nobody gets another's certificate, every fee is taken once, memory stays flat.
/// </summary>
public sealed class ThousandIssuancesTests
{
    const int Kiosks = 16;
    const int ResidentsAKiosk = 4;
    const int Issuances = 1000;
    const int Warm = 200;
    const long MostGrowth = 24 * 1024 * 1024;

    static readonly (CertificateKind Kind, CertificateOptions Items)[] Wishes =
    [
        (CertificateKind.ResidentRecord, CertificateOptions.None),
        (CertificateKind.SealRegistration, CertificateOptions.None),
        (CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold | CertificateOptions.Relationship),
        (CertificateKind.ResidentRecord, CertificateOptions.Domicile | CertificateOptions.ForeignItems),
        (CertificateKind.SealRegistration, CertificateOptions.None),
    ];

    [Fact]
    public async Task Sixteen_at_a_time_everybody_gets_the_own_certificate_and_pays_once_000_30_002_09()
    {
        await using var cluster = await KioskSimCluster.StartAsync(new KioskSimCluster { Kiosks = Kiosks });
        var errands = await ErrandsAsync(cluster);
        var done = new ConcurrentBag<(Errand Errand, ErrandEnd End)>();
        long warm = 0, end = 0;
        var memory = new List<string>();
        for (var round = 0; round < Issuances / Warm; round++)
        {
            var first = round * Warm;
            await Task.WhenAll(Enumerable.Range(0, Kiosks).Select(kiosk => Task.Run(async () =>
            {
                for (var i = first + kiosk; i < first + Warm; i += Kiosks)
                {
                    var errand = errands[kiosk][i / Kiosks % ResidentsAKiosk];
                    var (kind, items) = Wishes[i % Wishes.Length];
                    errand = errand with { Kind = kind, Options = items };
                    done.Add((errand, await cluster.RunAsync(errand, kiosk)));
                }
            })));
            Check(cluster, done);
            done.Clear();
            end = GC.GetTotalMemory(forceFullCollection: true);
            warm = round == 0 ? end : warm;
            using var process = Process.GetCurrentProcess();
            memory.Add($"after {first + Warm}: {end / 1024 / 1024} MB managed, {process.WorkingSet64 / 1024 / 1024} MB resident");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("; ", memory));
        Assert.True(end - warm < MostGrowth, string.Join("; ", memory));

        var journal = cluster.Services.Running("centre").Services.GetRequiredService<SessionJournal>().All();
        Assert.Equal(Issuances, journal.Count);
        Assert.All(journal, s => Assert.Equal((SessionState.Delivered, s.YenDue!.Value, 0), (s.State, s.YenKept, s.YenReturned)));
        var coins = cluster.Services.Cabinets.All.Values.Select(c => c.Coins).ToList();
        Assert.Equal(journal.Sum(s => s.YenKept), coins.Sum(c => c.Box.Amount));
        Assert.Equal(coins.Sum(c => c.PutIn.Amount), coins.Sum(c => c.Box.Amount + c.Taken.Amount));
    }

    static void Check(KioskSimCluster cluster, IEnumerable<(Errand Errand, ErrandEnd End)> done)
    {
        var sessions = cluster.Services.Running("centre").Services.GetRequiredService<SessionJournal>().All().ToDictionary(s => s.Receipt!);
        foreach (var (errand, end) in done)
        {
            Assert.Null(end.Error);
            Assert.Equal(sessions[end.Receipt].YenDue, end.Paid);
            var copy = Assert.Single(end.Copies);
            var session = SessionId.Parse(sessions[end.Receipt].Session);
            var serial = cluster.Services.World.Register(errand.City).CertificatesOf(new ResidentId(long.Parse(errand.Resident))).Single();
            Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(copy.Pdf.Span, out var marks));
            foreach (var mark in marks)
                Assert.True(mark.IsOf(SubjectMark.Compute(session, serial.ToDer())), "A sheet is somebody else's.");
        }
    }

    // No card is in two kiosks at once: each kiosk has citizens of its own.
    static async Task<IReadOnlyList<IReadOnlyList<Errand>>> ErrandsAsync(KioskSimCluster cluster)
    {
        var errands = new List<Errand>();
        foreach (var city in (MunicipalityCode[])[TestCities.OwnServer, TestCities.Shared])
        {
            foreach (var resident in cluster.Residents("seal", city, Kiosks * ResidentsAKiosk / 2))
            {
                var pin = await cluster.Services.Wallet.RememberPinAsync(city, resident, default);
                errands.Add(new Errand(city, city, resident, CertificateKind.ResidentRecord, CertificateOptions.None, 1, pin.Reveal()));
            }
        }

        return [.. errands.Chunk(ResidentsAKiosk)];
    }
}
