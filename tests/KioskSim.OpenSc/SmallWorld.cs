using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.OpenSc;
using KioskSim.World;

[assembly: AssemblyFixture(typeof(SmallWorld))]

namespace KioskSim.OpenSc;

/// <summary>A few hundred invented people, and the command to run among them.</summary>
public sealed class SmallWorld : IDisposable
{
    public const string City = "482013";
    const ulong Seed = 7;

    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "kiosksim.dll");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-opensc-world-");
    readonly Lazy<WorldFolder> _world;

    public SmallWorld() => _world = new Lazy<WorldFolder>(() =>
    {
        WorldGenerator.Generate(new WorldOptions { Residents = 500, Seed = Seed, Cities = [new MunicipalityCode(City)] }, Folder, progress: null, CancellationToken.None);
        return WorldFolder.Open(Folder);
    });

    public string Folder => Path.Combine(_folder.FullName, "world");

    public string Tray => Path.Combine(_folder.FullName, "out-tray");

    /// <param name="which">From 0; another one, another person.</param>
    internal (string Number, string WrongPin) Holder(int which)
    {
        var world = _world.Value;
        var city = new MunicipalityCode(City);
        var person = Trait.Of("usable", world.Summary.AsOf).Find(world, city, Seed).ElementAt(which);
        var pin = world.Register(city).CertificatesOf(person.Id).Select(s => world.Wallet.Find(s)!.Pin).Single().Reveal();
        return (person.Id.ToString(), pin == "0000" ? "1111" : "0000");
    }

    /// <summary>kiosksim on this world, as words of a command line.</summary>
    public IEnumerable<string> Command(params IEnumerable<string> arguments) =>
        ["env", "--default-signal=INT", "dotnet", Program, .. arguments, "--world", Folder, "--city", City];

    public void Dispose()
    {
        if (_world.IsValueCreated)
            _world.Value.Dispose();
        _folder.Delete(recursive: true);
    }
}
