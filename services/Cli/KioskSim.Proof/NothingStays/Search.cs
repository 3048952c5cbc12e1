using System.Security.Cryptography;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Proof.Canaries;
using KioskSim.Sweep;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;

namespace KioskSim.Proof.NothingStays;

/// <summary>What is known of whoever came, and every search for it.</summary>
sealed class Search
{
    const string KioskName = "kiosk";
    const string CentreName = "centre";

    const int Documents = 3;

    readonly ProofOptions _options;
    readonly ProofKiosk _kiosk;
    readonly DateTimeOffset _begun;
    readonly List<Canary> _known;
    readonly List<byte[]> _documents = [];
    readonly List<Finding> _findings = [];
    readonly List<long> _kioskBytes = [];
    int _visits;

    Search(ProofOptions options, ProofKiosk kiosk, Errand errand, IEnumerable<Canary> known)
    {
        (_options, _kiosk, Errand, _known) = (options, kiosk, errand, [.. known]);
        _begun = options.WallClock.GetUtcNow();
    }

    /// <summary>Of the person whose certificate is issued.</summary>
    public Errand Errand { get; }

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How much memory the kiosk had at each search.</summary>
    public IReadOnlyList<long> KioskBytes => _kioskBytes;

    /// <summary>Certificates that came out of the printer.</summary>
    public int Issued { get; private set; }

    ServiceProcess Centre => _kiosk.Cluster.Processes["centre"];

    public ServiceProcess Kiosk => _kiosk.Cluster.Processes[ProcessCluster.KioskService];

    public static async Task<Search> PrepareAsync(ProofOptions options, ProofKiosk kiosk, CancellationToken stop)
    {
        var (errand, person, address) = await kiosk.ErrandAsync(0, stop);
        return new Search(options, kiosk, errand,
        [
            .. Visitor.Canaries(), Visitor.VerifyCommand(errand.Pin), .. Texts.Of("name on the certificate", person.Name.Text),
            .. Texts.Of("address on the certificate", StreetOf(address)), .. Texts.Of("individual number", person.IndividualNumber.Reveal()),
        ]);
    }

    // What the city is called stands in the kiosk's list of cities.
    static string StreetOf(string address) => address[(address.IndexOf('市', StringComparison.Ordinal) + 1)..];

    /// <summary>Somebody comes: keys that are drawn from now on are searched for.</summary>
    public void Visit() => _visits++;

    /// <summary>A certificate came out.</summary>
    public void Printed(byte[] pdf)
    {
        Issued++;
        Know(pdf);
    }

    /// <summary>A certificate is known, before all of it is out.</summary>
    public void Know(byte[] pdf)
    {
        _documents.RemoveAll(d => d.AsSpan().SequenceEqual(pdf));
        if (_documents.Count == Documents)
            _documents.RemoveAt(0);
        _documents.Add(pdf);
    }

    /// <summary>Kiosk and centre, whole: memory, registers, environment, open files, files they may have written, what they said.</summary>
    /// <param name="expected">What must be in the kiosk's vault. Of the centre nothing is ever expected: what it relays it cannot read.</param>
    /// <exception cref="SweepException">Something cannot be searched here.</exception>
    /// <exception cref="IOException">A service has ended.</exception>
    public async Task SweepAsync(Moment when, string visit, IReadOnlyList<string> expected, CancellationToken stop)
    {
        var areas = await SweepAsync([(KioskName, Kiosk), (CentreName, Centre)], [WrittenByKiosk(), Journal()], [], stop);
        foreach (var area in areas)
        {
            var isKiosk = area.Of == KioskName;
            _findings.Add(new Finding(isKiosk || when != Moment.Open ? when : Moment.After, visit, area)
            {
                Expected = isKiosk && area.Kind == AreaKind.Memory ? expected : [],
            });
        }

        _kioskBytes.Add(areas.First(a => a is { Of: KioskName, Kind: AreaKind.Memory }).Bytes);
    }

    /// <summary>Whatever outlives a kiosk that has died: its dump, files, what it said, and the centre.</summary>
    /// <returns>How many dumps there were.</returns>
    public async Task<int> SweepRemainsAsync(string visit, CancellationToken stop)
    {
        var dumps = new SweptFiles(KioskName, [_kiosk.Directory]) { Kind = AreaKind.Dump };
        var areas = await SweepAsync([(CentreName, Centre)], [dumps, WrittenByKiosk(), Journal()], [(KioskName, Kiosk)], stop);
        foreach (var area in areas)
            _findings.Add(new Finding(Moment.Dead, visit, area));
        foreach (var dump in Directory.EnumerateFiles(_kiosk.Directory))
            File.Delete(dump);
        return areas.First(a => a.Kind == AreaKind.Dump).Items;
    }

    async Task<IReadOnlyList<Area>> SweepAsync(
        IReadOnlyList<(string Name, ServiceProcess Process)> services, IReadOnlyList<SweptFiles> files, IReadOnlyList<(string Name, ServiceProcess Process)> dead,
        CancellationToken stop)
    {
        var canaries = Canaries();
        try
        {
            var found = await Sweeper.SweepAsync(
                new SweepRequest(canaries, [.. services.Select(s => new SweptProcess(s.Name, s.Process.Id) { ChangedSince = _begun })], files), stop);
            var patterns = new PatternSet(canaries);
            return [.. found, .. services.Concat(dead).Select(s => Sweeper.Sweep(patterns, AreaKind.Output, s.Name, s.Process.Output))];
        }
        catch (SweepException) when (services.FirstOrDefault(s => s.Process.End is not null) is { Process: { } ended, Name: var name })
        {
            // A service that is gone is not the search's fault, and how it ended is what one wants to know.
            throw new IOException($"{name} ended in the middle: {ended.End}");
        }
    }

    // Keys of the last visits, and perhaps a few more: those before were searched for when they were the last.
    List<Canary> Canaries()
    {
        // Certificates of one person share most of what is in them.
        var documents = _documents.SelectMany(PrintedDocument.Canaries).DistinctBy(c => Convert.ToHexString(SHA256.HashData(c.Bytes)));
        List<Canary> all = [.. _known, .. documents, .. _documents.SelectMany(d => Texts.Of("issue number", PrintedDocument.IssueNumber(d), whole: true))];
        var (recent, last) = (Math.Max(0, _visits - Math.Max(_options.Every, Documents)), Math.Max(0, _visits - Documents));
        all.AddRange(KioskKeys.Of(_options.Seed, DrawsSince(recent), _kiosk.Cluster.CitySealingKey));
        all.AddRange(KioskKeys.OfCertificates(_options.Seed, DrawsSince(last), (last * KioskKeys.CityDrawsAVisit)..(_visits * KioskKeys.CityDrawsAVisit)));
        return all;
    }

    Range DrawsSince(int visit) => (visit * KioskKeys.DrawsAVisit)..(_visits * KioskKeys.DrawsAVisit);

    SweptFiles Journal() => new(CentreName, [.. Directory.EnumerateFiles(Path.GetDirectoryName(_kiosk.Cluster.DataFile("centre.db"))!, "centre.db*")]);

    SweptFiles WrittenByKiosk() => new(
        KioskName, [_kiosk.Temporary, "/dev/shm", "/var/tmp", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)]) { ChangedSince = _begun };
}
