using System.Security.Cryptography;
using System.Text;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Numbers;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Hosting.Deployments;
using KioskSim.Inquiry.Host;
using KioskSim.Storage;

namespace KioskSim.Cluster.Parts;

/// <summary>Where services and cards keep what they keep between runs: a folder, or nowhere.</summary>
public sealed class State : IDisposable
{
    readonly string? _folder;
    readonly string? _postgres;
    readonly List<Database> _databases = [];
    readonly Dictionary<string, string> _schemas = [];

    /// <param name="folder">Made when it is not there; null: memory.</param>
    /// <param name="postgres">Connection string of the database in which issuance servers keep their tables; null: in the folder as well.</param>
    public State(string? folder, string? postgres = null)
    {
        (_folder, _postgres) = (folder, postgres);
        if (folder is not null)
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Opened once, closed with this.</summary>
    public Database Open(string name) => Keep(_folder is null ? Database.OpenMemory() : Database.OpenFile(Path.Combine(_folder, $"{name}.db")));

    /// <summary>The tables of an issuance server, likewise.</summary>
    public Database OpenCity(string server) => _postgres is null ? Open(CityName(server)) : OpenShared(CityName(server), CityFolder.SchemaOf(server));

    /// <summary>Tables for several servers: opened by each of them for itself.</summary>
    /// <param name="name">As <see cref="Open"/> names them.</param>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL.</exception>
    public Database OpenShared(string name) => OpenShared(name, name);

    Database OpenShared(string name, string schema) =>
        Keep(Database.OpenPostgres(_postgres ?? throw new InvalidOperationException("Tables for several servers are in PostgreSQL."), SchemaOf(name, schema)));

    /// <summary>Takes the tables of a folder that is about to go out of PostgreSQL.</summary>
    public static void DropTables(string folder, string postgres)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.schema"))
            Database.DropPostgres(postgres, File.ReadAllText(file));
    }

    /// <summary>Whether an issuance server has kept anything here yet.</summary>
    public bool HasCity(string server) =>
        _folder is not null && File.Exists(Path.Combine(_folder, _postgres is null ? $"{CityName(server)}.db" : $"{CityName(server)}.schema"));

    /// <summary>A mark for <see cref="OnceAsync"/> of something done to the tables of an issuance server.</summary>
    public string CityMark(string what) => _postgres is null ? what : $"{what}.postgres";

    /// <summary>The key that seals individual numbers; in a file of its own, apart from the database (000-43).</summary>
    public byte[] NumberKey(string server) => Kept($"{CityName(server)}.numbers.key", () => Entropy.Secure.Bytes(SealedNumbers.KeySize));

    /// <summary>What the inquiry site has (<see cref="InquiryFolder"/>); null: in memory, gone at the end.</summary>
    public string? Inquiry => _folder is null ? null : InquiryIn(_folder);

    /// <summary>The same of a folder that another run keeps.</summary>
    public static string InquiryIn(string folder) => Path.Combine(folder, "inquiry");

    /// <summary>The inquiry site's key pair: what was printed in one run is read in another.</summary>
    /// <returns>The caller's to dispose.</returns>
    public ECDiffieHellman InquiryKey() => Inquiry is { } folder ? InquiryFolder.OpenKey(folder) : ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The authority that says which keys are a city's, and by which a sheet is believed in later runs.</summary>
    /// <param name="founded">Before any hour that a run may be at.</param>
    /// <returns>The caller's to dispose.</returns>
    public CityKeyAuthority CityAuthority(DateTimeOffset founded)
    {
        var file = Kept("city-authority.p12", () =>
        {
            using var authority = new CityKeyAuthority(founded, Entropy.Secure);
            return authority.Export();
        });
        return CityKeyAuthority.Import(file, Entropy.Secure);
    }

    /// <summary>A city's key pairs; the same in every run, so that the inquiry site needs one certificate of each city.</summary>
    /// <returns>The caller's to dispose.</returns>
    public CityKeys CityKeys(MunicipalityCode city, CityKeyAuthority authority)
    {
        if (_folder is null)
            return KioskSim.City.Issuance.CityKeys.Make(city, authority);
        var (sealing, signing) = (Path.Combine(_folder, $"{city}.sealing.p12"), Path.Combine(_folder, $"{city}.signing.p12"));
        if (File.Exists(sealing) && File.Exists(signing))
            return KioskSim.City.Issuance.CityKeys.Import(File.ReadAllBytes(sealing), File.ReadAllBytes(signing));
        var keys = KioskSim.City.Issuance.CityKeys.Make(city, authority);
        var exported = keys.Export();
        DeploymentFolder.WritePrivate(sealing, exported.Sealing);
        DeploymentFolder.WritePrivate(signing, exported.Signing);
        return keys;
    }

    /// <summary>Does something that need not be done again as long as the folder is there.</summary>
    public async Task OnceAsync(string what, Func<Task> work)
    {
        var mark = _folder is null ? null : Path.Combine(_folder, $"{what}.done");
        if (mark is not null && File.Exists(mark))
            return;
        await work();
        if (mark is not null)
            await File.WriteAllBytesAsync(mark, []);
    }

    static string CityName(string server) => $"city-{server}";

    // Another folder is another world, whose tables are others also where the database is the same.
    string SchemaOf(string name, string schema)
    {
        if (!_schemas.TryGetValue(name, out var known))
            _schemas[name] = known = Encoding.UTF8.GetString(Kept($"{name}.schema", () => Encoding.UTF8.GetBytes($"{schema}_{Convert.ToHexStringLower(Entropy.Secure.Bytes(4))}")));
        return known;
    }

    /// <summary>What a file for the owner alone holds; made where there is none.</summary>
    byte[] Kept(string name, Func<byte[]> make)
    {
        if (_folder is null)
            return make();
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
            DeploymentFolder.WritePrivate(path, make());
        return File.ReadAllBytes(path);
    }

    Database Keep(Database database)
    {
        _databases.Add(database);
        return database;
    }

    public void Dispose()
    {
        foreach (var database in _databases)
            database.Dispose();
        if (_folder is not null)
            return;
        foreach (var schema in _schemas.Values)
            Database.DropPostgres(_postgres!, schema);
    }
}
