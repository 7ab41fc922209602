"""Connections to public addresses only. A name is looked up once, and what was checked is what is connected to."""

import ipaddress
import socket
from collections.abc import Collection

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from qawl.errors import RefusedAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks whose addresses hold an IPv4 address in their last 32 bits, which a gateway goes on to.
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
# Tunnels, and a translation that is local to a site: no news site is reached so.
_TUNNELS = tuple(map(ipaddress.ip_network, ("2001::/32", "2002::/16", "64:ff9b:1::/48")))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not this machine, its network, a cloud's metadata, a multicast
    group, and no address that embeds such a one.
    """
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            found = found.ipv4_mapped
        elif any(found in network for network in _NAT64):
            found = ipaddress.IPv4Address(found.packed[-4:])
        elif any(found in network for network in _TUNNELS):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolve(host: str, port: int, allowed: Collection[str]) -> list[str]:
    """The addresses of a host, in the system's order. Raises `RefusedAddress` where one is not public and the host is not
    among those allowed, and `socket.gaierror` where there are none.
    """
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in infos))
    if host.strip("[]").rstrip(".").lower() not in allowed:
        for address in addresses:
            if not is_public(address):
                raise RefusedAddress(f"{host} is {address}, which is no public address (--allow-host {host} allows it)")
    return addresses


def pools(allowed: Collection[str]) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's pools for http and https, with connections that are checked. allowed: hosts in small letters."""

    class Checked(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            try:
                addresses = resolve(self._dns_host, self.port, allowed)
            except (socket.gaierror, UnicodeError) as error:
                raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
            return self._first(addresses)

        def _first(self, addresses: list[str]) -> socket.socket:
            failure: OSError | None = None
            for address in addresses:
                try:
                    return create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
                except TimeoutError as error:
                    raise ConnectTimeoutError(self, f"{self.host} does not answer") from error
                except OSError as error:
                    failure = error
            raise NewConnectionError(self, f"can't connect: {failure}") from failure

    class CheckedTls(Checked, HTTPSConnection):
        pass

    class Pool(HTTPConnectionPool):
        ConnectionCls = Checked

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = CheckedTls

    return {"http": Pool, "https": TlsPool}
