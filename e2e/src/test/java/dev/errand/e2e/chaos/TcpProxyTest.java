package dev.errand.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TcpProxyTest {

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final TcpProxy proxy = new TcpProxy(server.getLocalPort());
  private Socket near = new Socket();
  private Socket far = new Socket();

  TcpProxyTest() throws IOException {}

  @BeforeEach
  void connect() throws IOException {
    near = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    far = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    proxy.close();
    server.close();
  }

  @Test
  void bytesPassInBothDirections() throws IOException {
    talk();
  }

  private void talk() throws IOException {
    near.getOutputStream().write(7);
    assertThat(far.getInputStream().read()).isEqualTo(7);
    far.getOutputStream().write(8);
    assertThat(near.getInputStream().read()).isEqualTo(8);
  }

  @Test
  void anEndOnOneSideIsAnEndOnTheOther() throws IOException {
    near.close();
    assertThat(far.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aCutConnectionIsResetAndANewOneIsMade() throws IOException {
    talk();
    assertThat(proxy.cut()).isEqualTo(1);
    assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketException.class);
    connect();
    talk();
  }

  @Test
  void nothingPassesAHeldLinkUntilItIsReleased() throws IOException {
    talk();
    proxy.hold();
    near.getOutputStream().write(9);
    far.setSoTimeout(200);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    proxy.release();
    far.setSoTimeout(0);
    assertThat(far.getInputStream().read()).isEqualTo(9);
  }

  @Test
  void aSilentConnectionStaysOpenAndNothingPassesAndANewOneIsMade() throws IOException {
    talk();
    proxy.silence();
    near.getOutputStream().write(9);
    far.setSoTimeout(200);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    connect();
    talk();
  }

  @Test
  void whereNobodyListensTheClientIsReset() throws IOException {
    try (TcpProxy nowhere = new TcpProxy(1);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), nowhere.port())) {
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }
}
