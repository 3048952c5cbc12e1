namespace KioskSim.City.Registry;

static class SearchName
{
    /// <summary>As names are looked for: whoever searches types one with or without the space between its parts. No text in PostgreSQL may hold a zero.</summary>
    public static string Of(string name) => name.Replace("\u3000", "").Replace(" ", "").Replace("\0", "");
}
