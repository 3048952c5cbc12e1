using KioskSim.Domain.Randomness;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Show;

/// <summary>Tells one browser from another, for as long as it is open, and says nothing else.</summary>
sealed class VisitorCookie(Entropy entropy)
{
    const string Name = "kiosksim-visitor";
    const int Size = 16;

    public string Of(HttpContext context)
    {
        if (context.Request.Cookies[Name] is { Length: 2 * Size } known)
            return known;
        var visitor = Convert.ToHexStringLower(entropy.Bytes(Size));
        context.Response.Cookies.Append(Name, visitor, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        return visitor;
    }
}
