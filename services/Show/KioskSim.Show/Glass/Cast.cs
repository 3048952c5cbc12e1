using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Show.Words;
using KioskSim.World;

namespace KioskSim.Show.Glass;

/// <summary>Who may step up to the kiosk: one of each kind of people that there is something to see of.</summary>
static class Cast
{
    static readonly (string Trait, Said About)[] Parts =
    [
        ("large-household", new("5人以上の世帯の方", "lives in a household of five or more")),
        ("seal", new("印鑑登録をしている方", "has a seal registered")),
        ("domicile-here", new("本籍がこの市区町村にある方", "has the family register here")),
        ("taxed", new("住民税を納めている方", "pays resident tax")),
        ("difficult-name", new("印刷の難しい文字を使う方", "has a name that is hard to print")),
        ("foreign", new("外国籍の方", "is a foreign resident")),
        ("revoked", new("電子証明書が失効している方", "has a revoked certificate")),
        ("on-hold", new("カードを紛失して一時停止中の方", "has lost the card: its certificate is on hold")),
        ("new-card", new("今日カードを受け取った方", "got the card today")),
        ("child", new("15歳未満の方", "is under 15")),
        ("protected", new("支援措置を受けている方", "is a protected person")),
    ];

    /// <summary>Of the world's first city; a kind that nobody there is of is left out.</summary>
    /// <exception cref="InvalidDataException">Nobody in that world can be shown.</exception>
    public static IReadOnlyList<Visitor> Of(WorldFolder world)
    {
        var city = new MunicipalityCode(world.Summary.Cities[0].Code);
        var visitors = new List<Visitor>();
        foreach (var (trait, about) in Parts)
        {
            if (Trait.Of(trait, world.Summary.AsOf).Find(world, city, seed: 1).FirstOrDefault(p => visitors.All(v => v.Resident != p.Id.ToString())) is { } person)
                visitors.Add(new Visitor(city, person.Id.ToString(), person.Name.Text, about));
        }

        return visitors.Count > 0 ? visitors : throw new InvalidDataException("Nobody of that world has a card; seed a larger one.");
    }
}
