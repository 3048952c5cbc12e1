using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Compose;

/// <summary>A resident who gets a certificate, and what would give them away to who listens or searches.</summary>
static class Served
{
    public static readonly MunicipalityCode City = new("482013");

    /// <returns>The same person each time: name, kana, address, individual number and the register's number, in each encoding that one of our programs could have used.</returns>
    public static IReadOnlyList<byte[]> Marks(Containers containers)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var world = Open(containers);
        var person = Find(world, City);
        var address = world.Register(City).Find(person.Household)!.Address;
        string[] texts = [person.Name.Text, person.Name.Kana, address, person.IndividualNumber.Reveal(), $"{person.Id}"];
        return [.. texts.SelectMany(text => (IEnumerable<Encoding>)[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.GetEncoding("shift_jis")], (text, encoding) => encoding.GetBytes(text))];
    }

    /// <summary>They stand before the machine and take their resident record with them.</summary>
    public static void Issue(Containers containers)
    {
        var issue = Try(containers, City);
        Assert.True(issue.ExitCode == 0, issue.Text + issue.Errors);
    }

    /// <summary>Somebody of a city stands there for the same.</summary>
    public static ForeignProgram Try(Containers containers, MunicipalityCode city)
    {
        using var world = Open(containers);
        return containers.Script("demo.sh", "issue", "--city", $"{city}", "--resident", $"{Find(world, city).Id}", "--kind", "resident-record");
    }

    static WorldFolder Open(Containers containers) => WorldFolder.Open(Path.Combine(containers.Work, "world"));

    static Registers.Person Find(WorldFolder world, MunicipalityCode city) => Trait.Of("usable", world.Summary.AsOf).Find(world, city, seed: 1).First();
}
