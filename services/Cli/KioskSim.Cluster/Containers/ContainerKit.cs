using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KioskSim.Centre.Host;
using KioskSim.Centre.Validity;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Host;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Paper.Fonts;
using KioskSim.Registers;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Cluster.Containers;

/// <summary>
/// What the containers of one KioskSim are given before they start: a packed file each (<see cref="DeploymentFiles"/>), in which are its own certificates and
/// keys, whom it trusts, what it is configured to do and what its tables hold at the beginning; nobody else's.
/// </summary>
public sealed class ContainerKit : IDisposable
{
    const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ContainerKitOptions _options;
    readonly string _target;
    readonly string _work = Directory.CreateTempSubdirectory("kiosksim-kit-").FullName;
    readonly WorldFolder _world;
    readonly SimulatedClock _clock;
    readonly IReadOnlyList<KioskId> _kiosks;
    readonly IReadOnlyList<(string Server, IReadOnlyList<MunicipalityCode> Cities)> _servers;
    readonly CityKeyAuthority _cityKeys;
    readonly ECDiffieHellman _inquiryKey;
    readonly Deployment _deployment;
    readonly IReadOnlyDictionary<string, DatabaseSecrets> _databases;

    ContainerKit(ContainerKitOptions options, string target)
    {
        (_options, _target) = (options, target);
        _world = WorldFolder.Open(options.World);
        _clock = new SimulatedClock(options.Start, options.WallClock);
        _kiosks = [.. Enumerable.Range(0, options.Kiosks).Select(ClusterOptions.KioskAt)];
        _servers = ServerPlan.Of(_world.Summary.Cities.Select(c => new MunicipalityCode(c.Code)));
        _cityKeys = new CityKeyAuthority(_clock.GetUtcNow(), options.Entropy);
        _inquiryKey = DhKem.DeriveKeyPair(options.Entropy.Bytes(DhKem.PrivateKeySize));
        _deployment = Deployment.Create(Members.Of(_kiosks, _servers.Select(s => s.Server)), _clock, options.Entropy);
        _databases = ContainerMap.Databases.ToDictionary(d => d, d => new DatabaseSecrets(d, options.WallClock.GetUtcNow(), options.Entropy));
    }

    /// <summary>Makes it.</summary>
    /// <param name="folder">Is made, and must not be there: what is in it belongs to services that may be running.</param>
    /// <returns>The containers for which there is a file.</returns>
    /// <exception cref="FileNotFoundException">There is no world.</exception>
    /// <exception cref="ConfigurationException">There is such a folder already, or a city cannot be configured.</exception>
    public static async Task<IReadOnlyList<string>> MakeAsync(ContainerKitOptions options, string folder, Action<string> progress, CancellationToken stop)
    {
        if (Path.Exists(folder))
            throw new ConfigurationException($"{folder} is there already, and what is in it may be in use. Remove it first, or name another.");
        using var kit = new ContainerKit(options, Path.GetFullPath(folder));
        return await kit.MakeAsync(progress, stop);
    }

    public void Dispose()
    {
        _deployment.Dispose();
        _inquiryKey.Dispose();
        _cityKeys.Dispose();
        _world.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    async Task<IReadOnlyList<string>> MakeAsync(Action<string> progress, CancellationToken stop)
    {
        var authorities = await MakeCardsAsync(progress, stop);
        ContainerMap.LayDown(_deployment, _kiosks, _servers.Select(s => s.Server));

        Give(ContainerMap.Jpki, m => m.Role == Party.Jpki);
        Give(ContainerMap.Centre, m => m.Role == Party.Centre);
        Give(ContainerMap.Kiosk, m => m.Role == Party.Kiosk);
        Give(ContainerMap.Machine, m => m.Zone == Zone.Cabinet && m.Role != Party.Kiosk);
        Give(ContainerMap.Registers, m => m.Role == Party.Registry);
        Give(ContainerMap.Inquiry, _ => false);
        Give(ContainerMap.Prover, _ => true);
        File.Copy(Path.Combine(DataOf(ContainerMap.Machine), MachineSlots.Cards), Path.Combine(DataOf(ContainerMap.Prover), MachineSlots.Cards)); // the same people come
        TrustAuthorities(ContainerMap.Centre, authorities);
        Write(ContainerMap.Jpki, JpkiHost.Postgres, Tables(ContainerMap.TablesOf(ContainerMap.Jpki)));
        foreach (var reader in (string[])[ContainerMap.Centre, ContainerMap.Prover])
            Write(reader, CentreHost.Postgres, Tables(ContainerMap.TablesOf(ContainerMap.Centre)));
        // A server that is stopped while another serves lets every session come to its end.
        Write(ContainerMap.Centre, CentreHost.Settings, JsonSerializer.Serialize(new CentreOptions { Farewell = CentreOptions.SessionLife }, JsonSerializerOptions.Web));
        TrustCities(ContainerMap.Kiosk);
        TrustCities(ContainerMap.Inquiry);

        var sites = new List<InquirySetup>();
        foreach (var (server, cities) in _servers)
        {
            Give(ContainerMap.City(server), m => m.Role == Party.City && m.Name == server);
            TrustAuthorities(ContainerMap.City(server), authorities);
            CityFolder.UsePostgres(Path.Combine(Kit(ContainerMap.Prover), "cities", server), Tables(ContainerMap.CityTables)); // whose books it looks at
            sites.Add(Configure(server, cities));
        }

        InquiryFolder.Save(
            Path.Combine(Kit(ContainerMap.Inquiry), "inquiry"),
            new InquirySetup(_inquiryKey, [.. sites.SelectMany(s => s.Cities)], _cityKeys.Certificate, sites.SelectMany(s => s.Forms)));
        return Pack();
    }

    /// <summary>The cards of some people, which JPKI signs for before anything else begins: nobody's pocket has a line to it.</summary>
    /// <returns>The certificates of JPKI's authority.</returns>
    async Task<IReadOnlyList<byte[]>> MakeCardsAsync(Action<string> progress, CancellationToken stop)
    {
        Directory.CreateDirectory(DataOf(ContainerMap.Jpki));
        Directory.CreateDirectory(DataOf(ContainerMap.Machine));
        using var tables = Storage.Database.OpenMemory();
        var store = new CertificateStore(tables);
        using var authority = JpkiHost.OpenAuthority(store, _clock);
        store.Import(_world.Wallet.Cards().Select(c => CardRecords.Of(c, authority, _clock.GetUtcNow())), cancel: stop);

        await using var jpki = await JpkiHost.StartAsync(_deployment, tables, new JpkiOptions(), _options.Entropy, NullLoggerFactory.Instance, stop);
        using var line = _deployment.Open(new Member(Zone.Lgwan, Party.CardOffice, Members.CardOffice), Party.Jpki, JpkiHost.Name, Unreachable.Of(Party.Jpki), Patience);
        using var cards = Storage.Database.OpenFile(Path.Combine(DataOf(ContainerMap.Machine), MachineSlots.Cards));
        using var wallet = new Wallet(_world, new CardOffice.CardOfficeClient(line.Invoker), new Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient>(), cards, Wallet.NewKey, _clock);
        var people = People().Distinct().ToList();
        progress($"{people.Count:N0} 人のカードを作ります。 / Making the cards of {people.Count:N0} people.");
        foreach (var (city, resident) in people)
            await wallet.TakeOutAsync(city, resident.ToString(), stop);
        await using var beginning = File.Create(Path.Combine(DataOf(ContainerMap.Jpki), JpkiHost.Beginning));
        store.SaveBeginning(beginning);
        return [.. authority.Generations.Select(g => g.Certificate.Der.ToArray())];
    }

    IEnumerable<(MunicipalityCode City, ResidentId Resident)> People() =>
        from city in _servers.SelectMany(s => s.Cities)
        from trait in Trait.All(_world.Summary.AsOf)
        where trait.Card is not null
        from person in trait.Find(_world, city, seed: 1).Take(_options.People)
        where _world.Register(city).CertificatesOf(person.Id).Any()
        select (city, person.Id);

    InquirySetup Configure(string server, IReadOnlyList<MunicipalityCode> cities)
    {
        var all = MunicipalityFile.ReadFolder(_options.Cities).Where(m => cities.Contains(m.Code)).ToList();
        var keys = all.ToDictionary(m => m.Code, m => CityKeys.Make(m.Code, _cityKeys));
        try
        {
            var folder = Path.Combine(Kit(ContainerMap.City(server)), "cities", server);
            CityFolder.Save(
                folder, [.. all.Select(m => (Path.Combine(_options.Cities, $"{m.Code}.json"), m, keys[m.Code]))],
                _options.Entropy.Bytes(SealedNumbers.KeySize), DhKem.PublicKeyOf(_inquiryKey));
            CityFolder.UsePostgres(folder, Tables(ContainerMap.CityTables));
            var served = new ServedCities([.. all.Select(m => (m, keys[m.Code]))], FontSet.Shared);
            return new InquirySetup(
                _inquiryKey,
                [.. served.All.Select(c => new KnownCity(c.Municipality.Code, NameOf(c.Municipality), [c.Keys.SigningCertificate]) { GroundWord = c.Municipality.Issuer.GroundWord })],
                _cityKeys.Certificate, [.. served.All.SelectMany(c => c.Press.Forms)]);
        }
        finally
        {
            foreach (var pair in keys.Values)
                pair.Dispose();
        }
    }

    string Tables(string database) => _databases[database].Told;

    static CityName NameOf(Municipality city) => new(city.Issuer.Prefecture + city.Name, city.NameEnglish);

    void Write(string container, string file, string text) => DeploymentFolder.WritePrivate(Path.Combine(Kit(container), file), Encoding.ASCII.GetBytes(text));

    void Give(string container, Func<Member, bool> holds) => DeploymentFolder.Save(_deployment, Kit(container), _options.WallClock.GetUtcNow(), holds);

    void TrustAuthorities(string container, IReadOnlyList<byte[]> authorities)
    {
        foreach (var (index, certificate) in authorities.Index())
            File.WriteAllBytes(Trust(container, $"jpki-authority-{index + 1}.cer"), certificate);
    }

    void TrustCities(string container) => File.WriteAllBytes(Trust(container, "city-keys.cer"), _cityKeys.Certificate);

    string Kit(string container) => Path.Combine(_work, container);

    string DataOf(string container) => Path.Combine(Kit(container), DeploymentFolder.Data);

    string Trust(string container, string file) => Path.Combine(Kit(container), DeploymentFolder.Trust, file);

    /// <summary>
    /// A folder that nobody but its owner enters, in which an engine finds files that everybody may read: what it mounts keeps its owner, and in the container
    /// somebody else reads it.
    /// </summary>
    List<string> Pack()
    {
        var unfinished = $"{_target}.unfinished";
        Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var containers = Directory.GetDirectories(_work).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        foreach (var container in containers)
        {
            DeploymentFiles.Pack(Kit(container), Path.Combine(unfinished, container));
            File.SetUnixFileMode(Path.Combine(unfinished, container), Everybody);
        }

        foreach (var database in _databases.Values)
            database.Save(unfinished, Everybody);
        Directory.Move(unfinished, _target);
        return containers;
    }
}
