using KioskSim.Domain.Values;

namespace KioskSim.World.Kin;

/// <summary>
/// 戸籍改製: the day each city moved its registers into a computer. Who had left or died by then stayed behind in the old books, but for the head.
/// </summary>
static class Reforms
{
    static readonly Dictionary<string, DateOnly> Days = new()
    {
        ["482013"] = new(2003, 2, 22),
        ["482021"] = new(1999, 10, 16),
        ["482030"] = new(2001, 3, 10),
        ["482048"] = new(2005, 11, 5),
        ["482056"] = new(2000, 7, 15),
    };

    public static DateOnly Of(MunicipalityCode city) => Days[city.ToString()];
}
